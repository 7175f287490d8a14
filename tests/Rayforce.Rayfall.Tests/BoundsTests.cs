using Rayforce.Rayfall.Bounds;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Rayforce.Rayfall.Interpreting;

namespace Rayforce.Rayfall.Tests;

/// <summary>Every builtin on large values: it looks at its limits while it works, and keeps to them.</summary>
public sealed class BoundsTests
{
    private const int Rows = 1_000_000;

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);

    private static readonly string[] Types =
        ["U8", "I32", "I64", "F64", "DATE", "TIMESTAMP"];

    private static readonly string[] Setup =
    [
        $"(set n (% (* 7919 (til {Rows})) 1000003))",
        .. Types.Select(type => $"(set v{type} (as '{type} n))"),
        "(set vSYM (at (as 'SYM (til 50000)) (% n 50000)))",
        "(set vSTR (as 'STR n))",
        $"(set vGUID (guid {Rows}))",
        "(set vLIST (concat (list 1.5 \"a\") (map (fn [x] x) (take n 500000))))",
        "(set vDICT (dict (til 500000) (take n 500000)))",
        "(set vTABLE (table [a b c] (list n vF64 vSYM)))",
        "(set vTEXT (fold (fn [a b] (concat a a)) \"ab\" (til 21)))",
        "(set vDEEP (fold (fn [a b] (list a)) 0 (til 400)))",
        "(set vDEEPER (fold (fn [a b] (list a)) 0 (til 3000)))",
        "(set vWIDE (fold (fn [a b] (list a a)) 0 (til 22)))",
    ];

    private static readonly string[] Values =
    [
        .. Types.Select(type => "v" + type), "vSYM", "vSTR", "vGUID", "vLIST", "vDICT", "vTABLE", "vTEXT", "vDEEP",
        "vDEEPER", "vWIDE",
    ];

    /// <summary>Arguments beside a large one, in which <c>%</c> is the large one.</summary>
    private static readonly string[] Shapes =
    [
        "%", "% %", "% 3", "3 %", "% \"a*b\"", "(fn [x] x) %", "+ % %", "'STR %", "'SYM %", "% [a] %", "[a] % %",
        "(list % %) (list %)",
    ];

    [Fact]
    public void Every_builtin_ends_soon_when_it_is_cancelled()
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions
        {
            MaxConcurrency = 1, MaxMemory = 1L << 34, MaxSteps = long.MaxValue, MaxGlobals = long.MaxValue,
        });
        foreach (var source in Setup)
            Assert.Equal(0L, interpreter.Load($"(do {source} 0)").Value);
        var late = new List<string>();
        foreach (var source in Calls())
        {
            var watch = new Watch();
            try
            {
                interpreter.Evaluate(source, restricted: true, watch, watch.Token);
            }
            catch (OperationCanceledException)
            {
            }

            if (watch.Longest > Allowed)
                late.Add($"{watch.Longest.TotalMilliseconds:0} ms {source}");
        }

        Assert.True(late.Count == 0, string.Join('\n', late));
    }

    [Theory]
    [InlineData("(til 10000000)")]
    [InlineData("(as 'SYM n)")]
    [InlineData("(as 'STR n)")]
    [InlineData("(map (fn [x] (list x x)) n)")]
    [InlineData("(iasc n)")]
    [InlineData("(group n)")]
    [InlineData("(distinct n)")]
    [InlineData("(take n 3000000)")]
    [InlineData("(format \"%\" n)")]
    [InlineData("(list (ser n) (ser n))")]
    [InlineData("(fold (fn [a b] (concat a a)) \"ab\" (til 40))")]
    [InlineData("(fold (fn [a b] (list a a)) 0 (til 40))")]
    [InlineData("(select {from: (table [a] (list n)) by: a c: (count a)})")]
    public void Memory_is_counted_while_it_is_used(string source)
    {
        const long limit = 4 << 20;
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxMemory = limit, MaxConcurrency = 1 });
        for (var i = 0; i < 4; i++)
            interpreter.Load(i == 0 ? "(set n (til 100000))" : "(set n (concat n n))");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = interpreter.Evaluate(source).Value;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal("limit", Assert.IsType<RayError>(result).Code);
        Assert.InRange(allocated, 0, 12 * limit);
    }

    [Fact]
    public void Every_builtin_counts_memory_before_it_uses_it()
    {
        const long limit = 8 << 20;
        var maker = new RayfallInterpreter(new RayfallOptions { MaxMemory = 1L << 34, MaxGlobals = long.MaxValue, MaxConcurrency = 1 });
        var interpreter = new RayfallInterpreter(new RayfallOptions
        {
            MaxMemory = limit, MaxSteps = 2_000_000, MaxConcurrency = 1, MaxGlobals = long.MaxValue,
        });
        foreach (var source in Setup)
            maker.Load(source);
        // What was made without a limit is asked with one.
        SnapshotOf(GlobalsOf(interpreter)) = SnapshotOf(GlobalsOf(maker));
        var greedy = new List<string>();
        foreach (var source in Calls())
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            interpreter.Evaluate(source, restricted: true);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            // A printed number is a text for a moment: what is let go of at once is seen here, too.
            if (allocated > 16 * limit)
                greedy.Add($"{allocated >> 20} MiB {source}");
        }

        Assert.True(greedy.Count == 0, string.Join('\n', greedy));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_globals")]
    private static extern ref SharedGlobals GlobalsOf(RayfallInterpreter interpreter);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_current")]
    private static extern ref Snapshot SnapshotOf(SharedGlobals globals);

    /// <summary>Each builtin in each shape, with the large values in turn: all with all would take an hour.</summary>
    private static IEnumerable<string> Calls()
    {
        var turn = 0;
        foreach (var builtin in BuiltinTable.Instance.All.Where(builtin => builtin is not SpecialForm))
        {
            foreach (var shape in Shapes)
                yield return $"({builtin.Name} {shape.Replace("%", Values[turn++ % Values.Length])})";
        }
    }

    /// <summary>Cancels a request that has run for a while, and knows the longest time between two looks at it.</summary>
    private sealed class Watch : IRayfallPace
    {
        private readonly CancellationTokenSource _cancellation = new();
        private readonly long _start = Stopwatch.GetTimestamp();
        private TimeSpan _last;
        private TimeSpan _longest;

        public CancellationToken Token => _cancellation.Token;

        public TimeSpan Longest => Look();

        public void Pass(CancellationToken cancellationToken)
        {
            Look();
            if (_last.TotalMilliseconds > 10)
                _cancellation.Cancel();
        }

        public void Leave()
        {
        }

        public void Enter(CancellationToken cancellationToken)
        {
        }

        private TimeSpan Look()
        {
            var now = Stopwatch.GetElapsedTime(_start);
            if (now - _last > _longest)
                _longest = now - _last;
            _last = now;
            return _longest;
        }
    }
}
