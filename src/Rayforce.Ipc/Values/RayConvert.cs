using System.Collections;

namespace Rayforce;

/// <summary>
/// The one table of how .NET values become Rayforce values, wherever a query or a table is built from them:
/// <list type="table">
/// <listheader><term>.NET</term><description>Rayforce</description></listheader>
/// <item><term><see langword="null"/>, <see cref="DBNull"/></term><description>the untyped null; inside a sequence
/// the null of its type, a text being empty then</description></item>
/// <item><term><see cref="bool"/>, <see cref="byte"/></term><description>B8, U8. They have no null in a vector, so a
/// sequence of their nullables is refused where one is null</description></item>
/// <item><term><see cref="short"/></term><description>I16; <see cref="short.MinValue"/>, which would become the null
/// unseen, is refused. Give a <see cref="RayAtom{T}.Null"/>, or in a sequence a null reference</description></item>
/// <item><term><see cref="int"/>, <see cref="long"/></term>
/// <description>I64: a literal of C# is an <see cref="int"/>, a literal of Rayfall an I64. For an I32 give a
/// <see cref="RayAtom{T}"/> or <see cref="RayVector{T}"/> of <see cref="int"/>. <see cref="long.MinValue"/> is refused
/// as the null of I16 is.</description></item>
/// <item><term><see cref="float"/></term><description>F32; in wire version 1 it travels as an F64</description></item>
/// <item><term><see cref="double"/></term><description>F64; a NaN is the null</description></item>
/// <item><term><see cref="string"/></term><description>Symbol, quoted; for a String give a <see cref="RayString"/> or
/// <see cref="RayStringVector"/>. As an operand of an expression a text is a String, see
/// <c>RayExpression</c>.</description></item>
/// <item><term><see cref="DateTime"/>, <see cref="DateTimeOffset"/></term><description>Timestamp: local time is
/// converted to UTC, an unspecified kind is taken as UTC; 1707-09-22 to 2292-04-10</description></item>
/// <item><term>DateOnly (not on .NET Standard)</term><description>Date</description></item>
/// <item><term>TimeOnly (not on .NET Standard), <see cref="TimeSpan"/></term><description>Time; what is below a
/// millisecond is dropped. For a Timespan, which drops nothing and is longer than 24 days, give a
/// <see cref="RayTimespan"/></description></item>
/// <item><term><see cref="Guid"/></term><description>Guid; <see cref="Guid.Empty"/> is the null</description></item>
/// <item><term><see cref="RayDate"/>, <see cref="RayTime"/>, <see cref="RayTimestamp"/>, <see cref="RayTimespan"/>,
/// <see cref="RayGuid"/></term><description>an atom of that type</description></item>
/// <item><term><see cref="RayObject"/></term><description>itself</description></item>
/// <item><term>an array, list or other sequence of one of these</term><description>a vector; of
/// <see cref="object"/>s a List</description></item>
/// <item><term>a dictionary with <see cref="string"/> keys and <see cref="object"/> values</term><description>a Dict
/// with symbol keys</description></item>
/// </list>
/// Everything else is refused: <see cref="decimal"/>, <see cref="char"/>, enums, <see cref="sbyte"/> and the unsigned
/// integers above a byte have no type of their own in Rayforce, so the choice of one is the caller's.
/// </summary>
public static class RayConvert
{
    private static readonly ValueMaker Maker = new();

    /// <summary>Converts a .NET value by the table above.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException">The value's type, or that of an element, is not in the table; or an
    /// element is null where the type has no null.</exception>
    /// <exception cref="OverflowException">A moment or a time of day is outside what the Rayforce type holds, an
    /// integer is the null of its type; in a sequence the message names the row. Or texts take more than
    /// 2 GiB.</exception>
    /// <exception cref="ArgumentException">A text has a NUL or half a surrogate pair, or sequences and dictionaries
    /// are nested more than <see cref="RayObject.MaxDepth"/> deep, as one is that contains itself.</exception>
    public static RayObject ToRay(object? value) => ToRay(value, depth: 1);

    private static RayObject ToRay(object? value, int depth)
    {
        if (depth > RayObject.MaxDepth)
            throw new ArgumentException(
                $"The value is nested more than {RayObject.MaxDepth} deep. Does it contain itself?", nameof(value));
        return value switch
        {
            null or DBNull => RayNull.Instance,
            RayObject known => known,
            string text => new RaySymbol(text, quoted: true),
            IReadOnlyDictionary<string, object?> dictionary => ToDict(dictionary, depth),
            IEnumerable<string> texts => new RaySymbolVector([.. texts.Select(static text => text ?? string.Empty)]),
            IEnumerable sequence => RayElements.MakeVector(sequence, Maker) ?? ToList(sequence, depth),
            _ => RayElements.MakeAtom(value, Maker) ?? throw Unsupported(value.GetType()),
        };
    }

    private static RayDict ToDict(IReadOnlyDictionary<string, object?> dictionary, int depth) => new(
        new RaySymbolVector([.. dictionary.Keys]),
        RayList.Wrap([.. dictionary.Values.Select(value => ToRay(value, depth + 2))]));

    private static RayList ToList(IEnumerable sequence, int depth) => sequence is IEnumerable<object?> items
        ? RayList.Wrap([.. items.Select(item => ToRay(item, depth + 1))])
        : throw Unsupported((sequence as Array)?.GetType().GetElementType() ?? sequence.GetType());

    private static NotSupportedException Unsupported(Type type) => new(
        type == typeof(decimal)
            ? "A decimal has no Rayforce type. Convert it to double, or scale it to a long."
            : $"A {type} has no Rayforce type. RayConvert lists the types that have one.");

    private sealed class ValueMaker : IElementMaker<RayObject>
    {
        public RayObject MakeAtom<T>(T value)
            where T : unmanaged => new RayAtom<T>(value);

        public RayObject MakeVector<T>(T[] values)
            where T : unmanaged => RayVector<T>.Wrap(values);
    }
}
