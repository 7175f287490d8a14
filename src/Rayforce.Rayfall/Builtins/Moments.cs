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

    private static readonly Dictionary<string, Builtin> Dotted = new()
    {
        ["year"] = Beginning("year", day => MomentKernel.NewYear(MomentKernel.Civil(day).Year)),
        ["month"] = Beginning("month", day => day - MomentKernel.Civil(day).Day + 1),
        ["hour"] = Declare(Floored("hour", 3_600 * Second, IsMomentInQuery)),
        ["date"] = DeclarePart("date", Floored("date", DayLength, IsMomentInQuery), "The day of a moment."),
        ["time"] = DeclarePart("time", Floored("time", Second, IsMomentInQuery), "A moment without parts of a second."),
        ["yyyy"] = Word("yyyy", Year, "The year."),
        ["mm"] = Word("mm", Month, "The month, from 1."),
        ["dd"] = Word("dd", Day, "The day of the month, from 1."),
        ["hh"] = Word("hh", Hour, "The hour."),
        ["ss"] = Word("ss", SecondOf, "The second of the minute."),
        ["dow"] = Word("dow", DayOfWeek, "The day of the week: Monday is 1."),
        ["doy"] = Word("doy", DayOfYear, "The day of the year, from 1."),
    };

    /// <summary>
    /// What a word behind a dot means in a query: a part of a moment; of the year, the month, the hour and the day when
    /// it began.
    /// </summary>
    public static Builtin? InQuery(string word) => Dotted.GetValueOrDefault(word);

    /// <summary>The beginning of the day of a moment.</summary>
    public static UnaryOperator DayOf { get; } = Floored("date", DayLength, IsMoment);

    /// <summary>The moment without parts of a second.</summary>
    public static UnaryOperator TimeOf { get; } = Floored("time", Second, IsMoment);

    public static bool IsMoment(ElementType type) => type.Type is RayType.Date or RayType.Time or RayType.Timestamp;

    /// <summary>Whether a value is a moment or a vector of them.</summary>
    public static bool AreIn(Value value) => (value.AtomType ?? value.Column?.Elements) is { } type && IsMoment(type);

    /// <summary>
    /// Whether a type is one of moments where a query asks for their parts: a timespan is the moment so long after the
    /// beginning of 2000 then, and a wide integer the one so many nanoseconds after it.
    /// </summary>
    private static bool IsMomentInQuery(ElementType type) =>
        IsMoment(type) || type.Type is RayType.Timespan or RayType.I64;

    /// <summary>The unit of a type in nanoseconds: of numbers they are it themselves.</summary>
    private static long UnitOf(ElementType type) => Math.Max(1, type.UnitNanoseconds);

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
        string name, MomentPart part, string summary, BuiltinTraits traits = BuiltinTraits.None) =>
        Part(name, part, summary, traits, isWord: traits == BuiltinTraits.QueryOnly || name == "minute");

    /// <summary>A part as a query has it.</summary>
    private static Builtin Word(string name, MomentPart part, string summary) =>
        Part(name, part, summary, BuiltinTraits.None, isWord: true);

    private static Builtin Part(string name, MomentPart part, string summary, BuiltinTraits traits, bool isWord)
    {
        var op = new UnaryOperator(
            name,
            (type, inQuery) => (inQuery && isWord ? IsMomentInQuery(type) : IsMoment(type))
                ? new NumericOperation<long>(
                    name, type, ElementTypes.I64, ElementTypes.I64, Kernel(part, UnitOf(type)))
                : null,
            type => $"extract: expected date/time/timestamp, got {type}",
            ElementTypes.I64)
        {
            IsOfMoments = true,
        };
        return DeclarePart(name, op, summary, isWord ? traits : traits | BuiltinTraits.MadeFirst);
    }

    private static Builtin DeclarePart(
        string name, UnaryOperator op, string summary, BuiltinTraits traits = BuiltinTraits.None) =>
        new(RayType.Unary, name, summary)
        {
            Body = op.Apply,
            Rows = op.Rows,
            Traits = traits | BuiltinTraits.OfMoment,
        };

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
        name, nanoseconds => first(MomentKernel.Split(nanoseconds, DayLength).Day) * DayLength, IsMomentInQuery));

    private static UnaryOperator Floored(string name, long step, Func<ElementType, bool> takes) =>
        Floored(name, nanoseconds => MomentKernel.Split(nanoseconds, step).Day * step, takes);

    private static UnaryOperator Floored(string name, Func<long, long> begin, Func<ElementType, bool> takes) => new(
        name,
        (type, _) => takes(type)
            ? new NumericOperation<long>(
                name, type, ElementTypes.Timestamp, ElementTypes.I64, (source, target) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        target[i] = source[i] == long.MinValue
                            ? source[i]
                            : unchecked(begin(source[i] * UnitOf(type)));
                    }
                })
            : null,
        type => $"{name}: expected date/time/timestamp, got {type}",
        ElementTypes.Timestamp);
}
