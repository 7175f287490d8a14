namespace Rayforce.Client.Tests.Clients;

/// <summary>Times in a connection string.</summary>
public class OptionTextTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("5s", 5000)]
    [InlineData("0.5S", 500)]
    [InlineData("10min", 600_000)]
    [InlineData("10m", 600_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("00:00:05", 5000)]
    [InlineData("infinite", -1)]
    public void A_time_is_read(string text, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds),
        RayClientSettings.Parse($"rayforce://h:1?callTimeout={text}").Connection.CallTimeout);
}
