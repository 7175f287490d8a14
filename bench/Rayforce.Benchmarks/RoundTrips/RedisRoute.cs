using StackExchange.Redis;

namespace Rayforce.Benchmarks;

/// <summary>
/// A local Redis with StackExchange.Redis, as a measure of what a good multiplexer does: its GET in the place of any
/// request. Where it listens is said by <c>REDIS</c>, <c>localhost:6379</c> for example.
/// </summary>
internal sealed class RedisRoute(string address) : Route
{
    public static string? Address => Environment.GetEnvironmentVariable("REDIS");

    public override async Task<IRouteClient> ConnectAsync() =>
        new Client(await ConnectionMultiplexer.ConnectAsync(address));

    public override ValueTask DisposeAsync() => default;

    private sealed class Client(ConnectionMultiplexer redis) : IRouteClient
    {
        private readonly IDatabase _database = redis.GetDatabase();

        public Task AskAsync(RayObject request) => _database.StringGetAsync("x");

        public ValueTask DisposeAsync() => redis.DisposeAsync();
    }
}
