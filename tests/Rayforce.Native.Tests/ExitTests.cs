using Rayforce.Ipc;

namespace Rayforce.Native.Tests;

/// <summary>No request ends the process that embeds the library.</summary>
public sealed class ExitTests : NativeTest
{
    private static readonly string[] Sources =
    [
        "(exit 3)", "(exit)", "(map exit (list 3))", "((eval 'exit) 3)", "(eval (parse \"(exit 3)\"))",
        "((resolve 'exit) 3)", "(do (set f exit) (f 3))", "(try (exit 3) (fn [e] e))", "(do (let f exit) (f 3))",
        "(do (del exit) (exit 3))", "(exit 3)", "(do (set exit 1) (exit 3))", "(exit 3)", "(quit 3)", "(.sys.exit 3)",
    ];

    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task Whatever_calls_exit_is_an_error(string core)
    {
        await using var runtime = await RayNativeRuntime.CreateAsync(OptionsFor(core));
        var version = runtime.Library.WireVersion;
        RayObject[] objects =
        [
            new RayList(new RaySymbol("exit"), 3),
            .. BuiltinTypes.Select(type => new RayList(new RayBuiltin(type, "exit"), 3)),
        ];
        foreach (var request in Sources.Select(source => (RayObject)new RayString(source)).Concat(objects))
        {
            using var payload = new PooledBuffer();
            using var reply = new PooledBuffer();
            RaySerializer.Serialize(request, payload, version);
            await runtime.EvaluateAsync(new RayNativeRequest(payload.WrittenMemory, version), reply);
        }

        using var last = new PooledBuffer();
        using var sum = new PooledBuffer();
        RaySerializer.Serialize("(+ 1 2)", last, version);
        await runtime.EvaluateAsync(new RayNativeRequest(last.WrittenMemory, version), sum);
        Assert.Equal(3, ReplyPayload.Read(sum.WrittenSpan, version));
    }

    private static IEnumerable<RayType> BuiltinTypes => [RayType.Unary, RayType.Binary, RayType.Variadic];
}
