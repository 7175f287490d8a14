using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests;

/// <summary>This client against native servers.</summary>
public class NativeTests
{
    public static TheoryData<string> Wire3 => [.. NativeRayforce.Wire3];

    public static TheoryData<string> Sound => [.. NativeRayforce.Sound];

    [SkippableTheory]
    [MemberData(nameof(Wire3))]
    public async Task A_native_server_of_wire_version_3_is_asked_in_every_way(string core)
    {
        await using var server = await NativeServer.StartAsync(core);
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions { Compression = true });
        Assert.Equal(WireVersion.V3, connection.WireVersion);
        Assert.Equal(3, await connection.ExecuteAsync("(+ 1 2)"));
        Assert.Equal(3, await connection.ExecuteAsync(new RayList(new RaySymbol("+"), 1, 2)));
        await connection.PostAsync("(set x 42)");
        Assert.Equal(42, await connection.ExecuteAsync("x"));
        Assert.Equal(
            new RayVerboseReply("hi\n", RayNull.Instance), await connection.ExecuteVerboseAsync("(println \"hi\")"));
        var large = new RayVector<long>(Enumerable.Range(0, 300_000).Select(i => (long)i).ToArray());
        Assert.Equal(large, await connection.ExecuteAsync("(til 300000)"));
        Assert.Equal(300_000, await connection.ExecuteAsync(new RayList(new RaySymbol("count"), large)));
        var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("(+ 1 'a)"));
        Assert.Equal("type", exception.Code);
    }

    [SkippableTheory]
    [MemberData(nameof(Sound))]
    public async Task A_native_server_takes_the_credentials_and_keeps_its_restrictions(string core)
    {
        await using var server = await NativeServer.StartAsync(core, "-U", "s3cret");
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions { Credentials = "bob:s3cret" });
        Assert.Equal(3, await connection.ExecuteAsync("(+ 1 2)"));
        var access = await Assert.ThrowsAsync<RayforceQueryException>(
            () => connection.ExecuteAsync("(.sys.exec \"ls\")"));
        Assert.Equal("access", access.Code);
        var rejected = await Assert.ThrowsAsync<RayforceTcpException>(
            () => server.ConnectAsync(new RayTcpClientOptions { Credentials = "wrong" }));
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, rejected.Reason);
    }

    [SkippableFact]
    public async Task A_native_server_of_wire_version_1_is_found_out()
    {
        await using var server = await NativeServer.StartWire1Async();
        await using var connection = await server.ConnectAsync();
        Assert.Equal(WireVersion.V1, connection.WireVersion);
        Assert.Equal(3, await connection.ExecuteAsync("(+ 1 2)"));
        await connection.PostAsync("(set x 42)");
        Assert.Equal(42, await connection.ExecuteAsync("x"));
        Assert.Equal(10_000, Assert.IsType<RayVector<long>>(await connection.ExecuteAsync("(til 10000)")).Count);
        await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("(undefined_fn 1)"));
    }

    [SkippableTheory]
    [InlineData(NativeRayforce.Newest, false)]
    [InlineData(NativeRayforce.Newest, true)]
    [InlineData("2.11.0", false)]
    [InlineData("2.11.0", true)]
    [InlineData("2.1.8", false)]
    public async Task A_cancelled_call_is_over_at_once_and_hits_no_other_call(string core, bool interrupts)
    {
        await using var server = await NativeServer.StartAsync(core);
        await using var connection = await server.ConnectAsync(
            new RayTcpClientOptions { CancelOnServer = interrupts });
        await connection.ExecuteAsync("(set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))");
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            // Some calls take long, for hours where they can be stopped; some are over before they are cancelled.
            var source = (i % 3) switch { 0 => interrupts ? "(fib 60)" : "(fib 18)", 1 => "(fib 12)", _ => "(+ 1 2)" };
            using var cancellation = new CancellationTokenSource();
            var call = connection.ExecuteAsync(source, cancellation.Token);
            for (var spin = random.Next(20_000); spin > 0; spin--)
                Thread.SpinWait(1);
            await cancellation.CancelAsync();
            if (i % 5 == 0)
                await connection.PostAsync($"(set posted {i})");
            Assert.Equal(i, await connection.ExecuteAsync($"(+ {i} 0)"));
            if (i % 5 == 0)
                Assert.Equal(i, await connection.ExecuteAsync("posted"));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await call;
                throw new OperationCanceledException("It was over before it was cancelled.");
            });
        }
    }
}
