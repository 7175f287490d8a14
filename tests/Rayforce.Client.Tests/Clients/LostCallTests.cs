using Rayforce.Client.Tests.Support;

namespace Rayforce.Client.Tests.Clients;

/// <summary>What becomes of calls that were in flight when the connection was lost.</summary>
public class LostCallTests
{
    [Fact]
    public async Task What_was_in_flight_fails_and_says_that_it_may_have_run()
    {
        await using var server = ClientTarget.StartLosing(lose: 1);
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{ClientTarget.Quickly}");

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        Assert.Equal(ConnectionErrorReason.Closed, failure.Reason);
        Assert.True(failure.IsTransient);
        Assert.True(failure.MayHaveRun);
        Assert.Equal(2, await client.ExecuteAsync(2));
    }

    [Fact]
    public async Task What_is_safe_to_repeat_is_repeated_once()
    {
        var safe = new RayCallOptions { SafeToRepeat = true };
        await using var server = ClientTarget.StartLosing(lose: 3);
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{ClientTarget.Quickly}");

        await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1, safe));
        Assert.Equal(2, await client.ExecuteAsync(2, safe));
    }

    [Fact]
    public async Task A_batched_read_that_is_safe_to_repeat_is_repeated_before_its_first_batch()
    {
        await using var server = ClientTarget.StartLosing(
            lose: 1, _ => RayTable.FromColumns(("a", new long[] { 1, 2, 3, 4, 5 })));
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{ClientTarget.Quickly}");

        var batches = await client.ExecuteBatchesAsync("t", 2, new RayCallOptions { SafeToRepeat = true }).ToListAsync();

        Assert.Equal([2, 2, 1], batches.Select(batch => batch.RowCount));
        Assert.Equal([1, 2, 3, 4, 5], batches.SelectMany(batch => batch.Column<long>("a").ToArray()));
    }
}
