using Rayforce.TestServers;

namespace Rayforce.Data.Tests;

/// <summary>Commands that are given up, at a server that never answers.</summary>
public sealed class GivenUpCommandTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public static TheoryData<string> Transports => DataServer.Transports;

    public async Task InitializeAsync() => _server = await RunningServer.StartWithTcpAsync(
        new FakeEngine(async (request, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return request;
        }));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_command_that_takes_too_long_is_given_up(string transport)
    {
        await using var source = SourceOf(transport);
        await using var connection = await source.OpenConnectionAsync();
        await using var slow = new RayDbCommand("slow", connection) { CommandTimeout = 1 };

        var error = await Assert.ThrowsAsync<RayDbException>(() => slow.ExecuteScalarAsync(default));

        Assert.Equal(("timeout", true), (error.Code, error.IsTransient));
    }

    [Fact]
    public async Task A_command_is_cancelled_by_its_token_and_by_cancel()
    {
        await using var source = SourceOf("rayforce");
        await using var connection = await source.OpenConnectionAsync();
        await using var slow = new RayDbCommand("slow", connection);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow.ExecuteScalarAsync(soon.Token));
        var again = slow.ExecuteScalarAsync(default);
        slow.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);
    }

    [Fact]
    public async Task A_connection_whose_command_was_given_up_is_not_lent_again()
    {
        await using var source = SourceOf("rayforce");
        await using var connection = await source.OpenConnectionAsync();
        var lent = connection.Lent;
        await using (var slow = new RayDbCommand("slow", connection) { CommandTimeout = 1 })
            await Assert.ThrowsAsync<RayDbException>(() => slow.ExecuteScalarAsync(default));
        await connection.CloseAsync();

        await connection.OpenAsync();

        Assert.NotSame(lent, connection.Lent);
    }

    private RayDataSource SourceOf(string transport) =>
        new($"{transport}://127.0.0.1:{(transport == "ws" ? _server.Server.Port : _server.TcpPort)}");
}
