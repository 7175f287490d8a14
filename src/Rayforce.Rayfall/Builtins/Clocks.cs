using System.Diagnostics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The clock, and moments without what is finer than a day or a second.</summary>
internal static class Clocks
{
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<Builtin> All =>
    [
        Clock("date", "The day of a moment; of anything else the date that it is.", Moments.DayOf, Today),
        Clock("time", "A moment without parts of a second; of anything else the time that it is.", Moments.TimeOf, Time),
        Clock("timestamp", "The moment that it is, by whole seconds.", null, Timestamp),
        new(RayType.Variadic, ".time.now", "Nanoseconds of a clock that never goes back.")
        {
            Traits = BuiltinTraits.Volatile,
            Body = static (_, arguments) => arguments.Length == 0
                ? Value.Int64(Monotonic())
                : throw Fault.Domain(".time.now takes no arguments"),
        },
        new(RayType.Variadic, ".sys.timeit", "Whether evaluation is timed; answers what it was set to.")
        {
            Body = static (_, arguments) => arguments.Length <= 1
                ? Value.Int64(arguments.Length == 1 && Truth.Of(arguments[0]) ? 1 : 0)
                : throw Fault.Arity(".sys.timeit accepts at most one argument"),
        },
    ];

    /// <summary>Nanoseconds of a clock that never goes back.</summary>
    public static long Monotonic() => (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds;

    private static Builtin Clock(string name, string summary, UnaryOperator? part, Func<DateTime, Value> now) =>
        new(RayType.Unary, name, summary)
        {
            Traits = BuiltinTraits.Volatile | BuiltinTraits.OfMoment | BuiltinTraits.MadeFirst,
            Body = (evaluator, arguments) => part is not null && Moments.AreIn(arguments[0])
                ? part.Apply(evaluator, arguments)
                : now(DateTime.UtcNow),
            Rows = part is null ? null : (scope, arguments) => Moments.IsMoment(arguments[0].Elements)
                ? part.Rows(scope, arguments)
                : RowExpressions.Of(now(DateTime.UtcNow)),
        };

    private static Value Today(DateTime now) => new(ElementTypes.Date, (now - Epoch).Days);

    private static Value Time(DateTime now) => new(ElementTypes.Time, (long)now.TimeOfDay.TotalSeconds * 1000);

    private static Value Timestamp(DateTime now) =>
        new(ElementTypes.Timestamp, (long)(now - Epoch).TotalSeconds * 1_000_000_000);
}
