using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Server.Engines;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Guard;

/// <summary>What a request comes as, is decoded to, and is evaluated with, is one budget.</summary>
public class RequestMemoryTests
{
    private const int Megabyte = 1 << 20;
    private const long MaxMemory = 16L * Megabyte;

    /// <summary>In bytes: the payload, and what is evaluated with it.</summary>
    public static TheoryData<int, int, bool> Parts => new()
    {
        { 100, 10 * Megabyte, true },
        { 4 * Megabyte, 1 * Megabyte, true },
        { 4 * Megabyte, 10 * Megabyte, false },
        { 9 * Megabyte, 100, false },
        { 100, 17 * Megabyte, false },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Its_parts_share_the_memory_of_a_request(int payload, int evaluated, bool fits)
    {
        await using var running = await StartAsync();
        await using var client = await running.ConnectTcpAsync();
        var request = new RayList(
            new RaySymbol("list"),
            new RayList(new RaySymbol("count"), new RayVector<byte>(new byte[payload])),
            new RayList(new RaySymbol("count"), new RayList(new RaySymbol("til"), (long)(evaluated / sizeof(long)))));
        var asking = client.ExecuteAsync(request);
        if (fits)
            Assert.Equal(new RayVector<long>(payload, evaluated / sizeof(long)), Flatten(await asking));
        else
            Assert.Equal("limit", (await Assert.ThrowsAsync<RayforceQueryException>(() => asking)).Code);
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(3_000_000, false)]
    public async Task What_is_unpacked_and_decoded_counts(int nulls, bool fits)
    {
        await using var running = await StartAsync();
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        await client.SendAsync(PackedNulls.Frame(nulls, MessageType.Sync));
        var reply = (await client.ReceiveFrameAsync()).Value;
        Assert.NotEqual(fits, reply is RayError { Code: "limit" });
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(3_000_000, false)]
    public async Task The_answer_of_a_client_counts(int nulls, bool fits)
    {
        await using var running = await StartAsync();
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        await client.SendFrameAsync("(count (.ipc.send (.ipc.handle) 1))");
        Assert.Equal(1L, (await client.ReceiveFrameAsync()).Value);
        await client.SendAsync(PackedNulls.Frame(nulls, MessageType.Response));
        var reply = (await client.ReceiveFrameAsync()).Value;
        if (fits)
            Assert.Equal((RayObject)(long)nulls, reply);
        else
            Assert.Equal("limit", Assert.IsType<RayError>(reply).Code);
    }

    private static RayObject Flatten(RayObject value) => value is RayList list
        ? new RayVector<long>([.. list.Select(item => ((RayAtom<long>)item).Value)])
        : value;

    private static Task<RunningServer> StartAsync() => RunningServer.StartWithTcpAsync(
        new RayfallEngine(new RayfallInterpreter(new RayfallOptions { MaxMemory = MaxMemory })));
}
