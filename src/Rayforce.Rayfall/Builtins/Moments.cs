using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The parts of dates, times and timestamps.</summary>
internal static class Moments
{
    private const long Second = 1_000_000_000;
    private const long DayLength = 86_400 * Second;

    public static IEnumerable<Builtin> All =>
    [
        Part("yyyy", Year, "The year."),
        Part("mm", Month, "The month, from 1."),
        Part("dd", Day, "The day of the month, from 1."),
        Part("hh", Hour, "The hour."),
        Part("minute", Minute, "The minute of the hour."),
        Part("ss", SecondOf, "The second of the minute."),
        Part("dow", DayOfWeek, "The day of the week: Monday is 1."),
        Part("doy", DayOfYear, "The day of the year, from 1."),
        Part("year", Year, "The year.", BuiltinTraits.QueryOnly),
        Part("month", Month, "The month, from 1.", BuiltinTraits.QueryOnly),
        Part("day", Day, "The day of the month, from 1.", BuiltinTraits.QueryOnly),
        Part("hour", Hour, "The hour.", BuiltinTraits.QueryOnly),
        Part("second", SecondOf, "The second of the minute.", BuiltinTraits.QueryOnly),
        Part("dayofweek", DayOfWeek, "The day of the week: Monday is 1.", BuiltinTraits.QueryOnly),
        Part("dayofyear", DayOfYear, "The day of the year, from 1.", BuiltinTraits.QueryOnly),
    ];

    /// <summary>A part of a moment: of the days since 2000-01-01 and the nanoseconds of the day.</summary>
    private delegate long MomentPart(long day, long nanoseconds);

    private static readonly Dictionary<string, Builtin> Beginnings = new()
    {
        ["year"] = Beginning("year", day => MomentKernel.NewYear(MomentKernel.Civil(day).Year)),
        ["month"] = Beginning("month", day => day - MomentKernel.Civil(day).Day + 1),
        ["hour"] = Declare(Floored("hour", 3_600 * Second)),
    };

    /// <summary>What a word behind a dot means in a query: when the year, the month, the hour of a moment began.</summary>
    public static Builtin? BeginningOf(string word) => Beginnings.GetValueOrDefault(word);

    /// <summary>The beginning of the day of a moment.</summary>
    public static UnaryOperator DayOf { get; } = Floored("date", DayLength);

    /// <summary>The moment without parts of a second.</summary>
    public static UnaryOperator TimeOf { get; } = Floored("time", Second);

    public static bool IsMoment(ElementType type) => type.Type is RayType.Date or RayType.Time or RayType.Timestamp;

    private static long Year(long day, long nanoseconds) => MomentKernel.Civil(day).Year;

    private static long Month(long day, long nanoseconds) => MomentKernel.Civil(day).Month;

    private static long Day(long day, long nanoseconds) => MomentKernel.Civil(day).Day;

    private static long Hour(long day, long nanoseconds) => nanoseconds / (3_600 * Second);

    private static long Minute(long day, long nanoseconds) => nanoseconds / (60 * Second) % 60;

    private static long SecondOf(long day, long nanoseconds) => nanoseconds / Second % 60;

    // The first of January 2000 was a Saturday.
    private static long DayOfWeek(long day, long nanoseconds) => MomentKernel.Split(day + 5, 7).Left + 1;

    private static long DayOfYear(long day, long nanoseconds) =>
        day - MomentKernel.NewYear(MomentKernel.Civil(day).Year) + 1;

    private static Builtin Part(
        string name, MomentPart part, string summary, BuiltinTraits traits = BuiltinTraits.None)
    {
        // In a query the words take a timespan for a moment so long after the beginning of 2000.
        var isWord = traits == BuiltinTraits.QueryOnly || name == "minute";
        var op = new UnaryOperator(
            name,
            (type, inQuery) => IsMoment(type) || (inQuery && isWord && type.Type == RayType.Timespan)
                ? new NumericOperation<long>(
                    name, type, ElementTypes.I64, ElementTypes.I64, Kernel(part, type.UnitNanoseconds))
                : null,
            type => $"extract: expected date/time/timestamp, got {type}",
            ElementTypes.I64)
        {
            IsOfMoments = true,
        };
        return new(RayType.Unary, name, summary)
        {
            Body = op.Apply,
            Rows = op.Rows,
            Traits = traits | BuiltinTraits.OfMoment,
        };
    }

    private static UnaryKernel<long> Kernel(MomentPart part, long unit) => (source, target) =>
    {
        var unitsPerDay = DayLength / unit;
        for (var i = 0; i < source.Length; i++)
        {
            var moment = source[i];
            if (moment == long.MinValue)
            {
                target[i] = moment;
                continue;
            }

            var (day, rest) = MomentKernel.Split(moment, unitsPerDay);
            target[i] = part(day, rest * unit);
        }
    };

    private static Builtin Declare(UnaryOperator op) => op.Declare("When a part of a moment began.");

    /// <summary>The first moment of a day that follows from the day.</summary>
    private static Builtin Beginning(string name, Func<long, long> first) => Declare(Floored(
        name, nanoseconds => first(MomentKernel.Split(nanoseconds, DayLength).Day) * DayLength));

    private static UnaryOperator Floored(string name, long step) =>
        Floored(name, nanoseconds => MomentKernel.Split(nanoseconds, step).Day * step);

    private static UnaryOperator Floored(string name, Func<long, long> begin) => new(
        name,
        (type, _) => IsMoment(type)
            ? new NumericOperation<long>(
                name, type, ElementTypes.Timestamp, ElementTypes.I64, (source, target) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        target[i] = source[i] == long.MinValue
                            ? source[i]
                            : unchecked(begin(source[i] * type.UnitNanoseconds));
                    }
                })
            : null,
        type => $"{name}: expected date/time/timestamp, got {type}",
        ElementTypes.Timestamp);
}
