using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>What the engine tells of itself and of the machine.</summary>
internal static class Runtime
{
    public static IEnumerable<Builtin> All =>
    [
        Ask(".sys.gc", "Collects garbage: nothing here.", static (_, arguments) => arguments.Length == 0
            ? Value.Int64(0)
            : throw Fault.Arity(".sys.gc takes no arguments")),
        Ask(".sys.env", "How many names are bound.", static (evaluator, _) =>
            Value.Int64(evaluator.GlobalNames.Count())),
        Ask(".sys.args", "The arguments of the process: none here.", static (evaluator, _) =>
            Dict(evaluator, ("source", Value.String(default)))),
        Ask(".sys.build", "The version of the language.", static (evaluator, _) =>
            Dict(evaluator, ("version", Text("3.0.1")), ("build-date", Text("2026-10-24")))),
        Ask(".sys.mem", "What memory is in use.", Memory),
        Ask(".sys.prof", "The operators of the last query: none are recorded.", static (evaluator, arguments) =>
            arguments.Length == 0
                ? Empty(evaluator, Profile)
                : throw Fault.Arity(".sys.prof takes no arguments")),
        Ask(".sys.querylog", "The queries so far: none are recorded.", static (evaluator, _) => Empty(evaluator, QueryLog)),
        Ask(".sys.info", "The machine.", static (evaluator, _) => Dict(
            evaluator,
            ("cores", Value.Int64(Environment.ProcessorCount)),
            ("page-size", Value.Int64(Environment.SystemPageSize)),
            ("total-mem", Value.Int64(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)),
            ("workers", Value.Int64(Environment.ProcessorCount)),
            ("pid", Value.Int64(0)),
            ("hostname", Text("")))),
        new(RayType.Unary, ".mem.objsize", "Bytes that a value takes in native.")
        {
            Body = static (_, arguments) => Value.Int64(SizeOf(arguments[0])),
        },
        new(RayType.Variadic, "resolve", "What a name is bound to, or null; any other value itself. The last argument counts.")
        {
            Body = static (evaluator, arguments) => arguments.Length == 0
                ? throw Fault.Arity("resolve expects at least 1 argument")
                : arguments[^1].IsSymbol
                    ? evaluator.FindName(arguments[^1].SymbolId) ?? Value.Null
                    : arguments[^1],
        },
        new(RayType.Unary, "env", "All names that are bound, with what they mean.")
        {
            // The order of the names is that in which the engine happens to hold them.
            Traits = BuiltinTraits.Volatile,
            Body = static (evaluator, _) => Environs(evaluator),
        },
    ];

    private static readonly (string Name, ElementType Type)[] Profile =
    [
        ("operator", ElementTypes.Symbol), ("depth", ElementTypes.I64), ("cumulative-ms", ElementTypes.F64),
        ("exclusive-ms", ElementTypes.F64), ("percent", ElementTypes.F64), ("rows", ElementTypes.I64),
        ("allocated-kib", ElementTypes.F64), ("workers", ElementTypes.I64), ("busy-ms", ElementTypes.F64),
        ("parallelism", ElementTypes.F64),
    ];

    private static readonly (string Name, ElementType Type)[] QueryLog =
    [
        ("time", ElementTypes.Timestamp), ("duration-ms", ElementTypes.F64), ("result-rows", ElementTypes.I64),
        ("memory-kib", ElementTypes.F64), ("workers", ElementTypes.I64), ("parallelism", ElementTypes.F64),
        ("status", ElementTypes.Symbol), ("query", ElementTypes.String),
    ];

    /// <summary>A dict of names and values.</summary>
    public static DictValue Dict(Evaluator evaluator, params ReadOnlySpan<(string Name, Value Value)> items)
    {
        var (names, values) = (new int[items.Length], new Value[items.Length]);
        for (var i = 0; i < names.Length; i++)
            (names[i], values[i]) = (evaluator.Symbols.Intern(items[i].Name), items[i].Value);
        return new DictValue(ElementTypes.Symbol.Wrap(names, hasNulls: false), new ListColumn(values));
    }

    /// <summary>A value with what its evaluation took.</summary>
    public static DictValue Measured(Evaluator evaluator, Value result, long nanoseconds, long bytes) => Dict(
        evaluator,
        ("result", result),
        ("time-ns", Value.Int64(nanoseconds)),
        ("memory-bytes", Value.Int64(bytes)),
        ("allocated-bytes", Value.Int64(bytes)),
        ("freed-bytes", Value.Int64(0)),
        ("net-bytes", Value.Int64(bytes)),
        ("peak-live-bytes", Value.Int64(bytes)),
        ("result-bytes", Value.Int64(SizeOf(result))),
        ("alloc-count", Value.Int64(0)),
        ("free-count", Value.Int64(0)),
        ("workers", Value.Int64(0)),
        ("worker-busy-ns", Value.Int64(0)),
        ("parallelism", Value.Float64(0)));

    private static Builtin Ask(string name, string summary, BuiltinBody body) => new(RayType.Variadic, name, summary)
    {
        Body = body,
        Traits = BuiltinTraits.Volatile | (name is ".sys.gc" or ".sys.args" or ".sys.prof" or ".sys.querylog" ? BuiltinTraits.Idle : BuiltinTraits.None),
    };

    private static Value Text(string text) => Value.String(System.Text.Encoding.UTF8.GetBytes(text));

    private static Value Empty(Evaluator evaluator, (string Name, ElementType Type)[] columns) => new TableValue(
        Array.ConvertAll(columns, column => evaluator.Symbols.Intern(column.Name)),
        Array.ConvertAll(columns, column => column.Type.Empty));

    private static Value Memory(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        ReadOnlySpan<string> names =
        [
            "alloc-count", "bytes-allocated", "direct-bytes", "peak-bytes", "slab-hits", "sys-current", "sys-mapped",
            "sys-mapped-peak", "anon-committed", "anon-peak", "anon-watermark", "locked-bytes", "lock-failed",
            "lock-skipped", "group-perpart-runs", "asof-perpart-runs", "sort-perpart-runs", "window-perpart-runs",
            "join-perpart-runs", "sym-count", "sym-bytes",
        ];
        var items = new (string, Value)[names.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = (names[i], Value.Int64(names[i] switch
            {
                "bytes-allocated" or "peak-bytes" => evaluator.Budget.Memory,
                "sym-count" => evaluator.Symbols.Count,
                _ => 0,
            }));
        }

        return Dict(evaluator, items);
    }

    private static DictValue Environs(Evaluator evaluator)
    {
        var names = evaluator.GlobalNames.ToArray();
        evaluator.Budget.Charge(names.Length, ElementTypes.List.Width + sizeof(int));
        return new DictValue(
            ElementTypes.Symbol.Wrap(names, hasNulls: false),
            new ListColumn(Array.ConvertAll(names, name => evaluator.FindName(name) ?? Value.Null)));
    }

    /// <summary>Bytes that a value takes in native: 32 for each object, and what is in it.</summary>
    private static long SizeOf(Value value)
    {
        const int header = 32;
        Budget.RequireStack();
        switch (value.Datum)
        {
            case null:
                return header;
            case TextAtom text:
                return header + (text.Utf8.Length > 7 ? header + text.Utf8.Length : 0);
            case GuidAtom:
                return 2 * header + 16;
            case ListColumn list:
                var size = header + 8L * list.Count;
                foreach (var item in list.Span)
                    size += SizeOf(item);
                return size;
            case TextColumn texts:
                var (heap, length) = (0L, 0L);
                for (var i = 0; i < texts.Count; i++)
                    length += texts.Utf8(i).Length > 12 ? texts.Utf8(i).Length : 0;
                heap = length > 0 ? header + length : 0;
                return header + 16L * texts.Count + heap;
            case Column column:
                return header + (long)column.Count * (column.Type == RayType.Symbol ? 8 : column.Elements.Width);
            case DictValue dict:
                return header + 16 + SizeOf(new Value(dict.Keys)) + SizeOf(new Value(dict.Values));
            case TableValue table:
                var sum = header + 16 + 2 * (header + 8L * table.Columns.Length);
                foreach (var column in table.Columns)
                    sum += SizeOf(new Value(column));
                return sum;
            default:
                return header;
        }
    }
}
