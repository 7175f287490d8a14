using System.Buffers;
using System.Globalization;
using Rayforce.Ipc;

namespace Rayforce.Native.Tests;

/// <summary>
/// Interrupts evaluations at random, in a process of its own: one that dies of it takes no test with it. Arguments: the
/// library, how often, and a seed.
/// </summary>
internal static class InterruptProgram
{
    private const string Setup =
        "(do (set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))) (set v (til 500000)) " +
        "(set t (table [s x k] (list (take ['q 'w 'a] 500000) (take [\"b\" \"cc\" \"a\"] 500000) (% v 1000)))))";

    private static readonly string[] Sources =
    [
        "(fib 40)",
        "(xasc t 'x)",
        "(xdesc t 's)",
        "(count (distinct (* v 3)))",
        "(select {from: t n: (count x) by: k})",
        "(sum (map (fn [x] (sum (til x))) (take [2000] 100000)))",
        "(desc (% (* v 7919) 500009))",
    ];

    public static async Task<int> Main(string[] args)
    {
        if (args.Length < 3)
            return 2;
        var count = int.Parse(args[1], CultureInfo.InvariantCulture);
        var random = new Random(int.Parse(args[2], CultureInfo.InvariantCulture));
        var options = new RayNativeOptions { LibraryPath = args[0], Interrupts = true };
        await using var runtime = await RayNativeRuntime.CreateAsync(options);
        await EvaluateAsync(runtime, Setup, CancellationToken.None);
        var given = 0;
        while (given < count)
        {
            using var cancellation = new CancellationTokenSource();
            var query = EvaluateAsync(runtime, Sources[random.Next(Sources.Length)], cancellation.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 15), CancellationToken.None);
            await cancellation.CancelAsync();
            try
            {
                await query;
            }
            catch (OperationCanceledException)
            {
                given++;
            }

            // The runtime goes on, and nothing of the interrupt is left.
            var next = await EvaluateAsync(runtime, "(sum v)", CancellationToken.None);
            if (!next.Equals((RayObject)124999750000L))
                throw new InvalidOperationException($"After {given} interrupts the sum is {next}.");
        }

        Console.WriteLine($"interrupted: {given}");
        return 0;
    }

    private static async Task<RayObject> EvaluateAsync(
        RayNativeRuntime runtime, string source, CancellationToken cancellationToken)
    {
        var reply = new ArrayBufferWriter<byte>();
        var payload = RaySerializer.SerializeFrame(source)[FrameHeader.Size..];
        await runtime.EvaluateAsync(new RayNativeRequest(payload, WireVersion.V3), reply, cancellationToken);
        return ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3);
    }
}
