using System.Collections;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// The fixed-width element types: all that the library knows of each beside its bits. The tables of <c>RayConvert</c>
/// and <c>RayObject.As</c> tell the same to the user.
/// </summary>
internal static partial class RayElements
{
    private static readonly ElementDescriptor<bool> B8 =
        new ElementDescriptor<bool>(
            RayType.B8,
            static (text, value) => text.Append(value ? "true"u8 : "false"u8),
            static value => value ? "True" : "False")
        {
            NullLiteral = "0Nb",
            ReadAs = nameof(Boolean),
        }.AsItself();

    private static readonly ElementDescriptor<byte> U8 =
        new ElementDescriptor<byte>(
            RayType.U8,
            static (text, value) => text.Append($"0x{value:x2}"),
            static value => PythonLiteral.Format(value))
        {
            NullLiteral = "0Nu",
            ReadAs = nameof(Byte),
        }.AsItself().Into(static value => (short)value).Into(static value => (int)value)
            .Into(static value => (long)value).Into(static value => (double)value);

    private static readonly ElementDescriptor<short> I16 =
        new ElementDescriptor<short>(
            RayType.I16,
            static (text, value) => text.Append(value),
            static value => PythonLiteral.Format(value))
        {
            NullLiteral = "0Nh",
            PythonNull = PythonLiteral.None,
            ReadAs = nameof(Int16),
        }.AsItself(refusesNull: true).Into(static value => (int)value).Into(static value => (long)value)
            .Into(static value => (double)value);

    /// <summary>A number of C# becomes an I64, so nothing becomes an I32.</summary>
    private static readonly ElementDescriptor<int> I32 =
        new ElementDescriptor<int>(
            RayType.I32,
            static (text, value) => text.Append(value),
            static value => PythonLiteral.Format(value))
        {
            NullLiteral = "0Ni",
            PythonNull = PythonLiteral.None,
            ReadAs = nameof(Int32),
        }.Into(static value => checked((short)value)).Into(static value => value).Into(static value => (long)value)
            .Into(static value => (double)value);

    private static readonly ElementDescriptor<long> I64 =
        new ElementDescriptor<long>(
            RayType.I64,
            static (text, value) => text.Append(value),
            static value => PythonLiteral.Format(value))
        {
            NullLiteral = "0Nl",
            PythonNull = PythonLiteral.None,
            ReadAs = nameof(Int64),
        }.AsItself(refusesNull: true).From(static (int value) => (long)value)
            .Into(static value => checked((short)value)).Into(static value => checked((int)value))
            .Into(static value => (double)value);

    private static readonly ElementDescriptor<float> F32 =
        new ElementDescriptor<float>(
            RayType.F32,
            RayfallFloat.AppendSingle,
            static value => PythonLiteral.Format((double)value))
        {
            NullLiteral = "0Ne",
            ReadAs = nameof(Single),
        }.AsItself().Into(static value => (double)value);

    private static readonly ElementDescriptor<double> F64 =
        new ElementDescriptor<double>(RayType.F64, RayfallFloat.Append, PythonLiteral.Format)
        {
            NullLiteral = "0Nf",
            ReadAs = nameof(Double),
        }.AsItself();

    private static readonly ElementDescriptor<RayDate> Date =
        new ElementDescriptor<RayDate>(
            RayType.Date,
            static (text, value) => RayfallMoment.AppendDate(text, value.Days),
            static value => PythonLiteral.FormatDate(value.Days))
        {
            NullLiteral = "0Nd",
            PythonNull = PythonLiteral.None,
            ReadAs = nameof(DateTime),
        }.AsItself().Into(static value => value.ToDateTime())
            .Into(static value => new DateTimeOffset(value.ToDateTime(), TimeSpan.Zero));

    private static readonly ElementDescriptor<RayTime> Time =
        new ElementDescriptor<RayTime>(
            RayType.Time,
            static (text, value) => RayfallMoment.AppendTime(text, value.Milliseconds),
            static value => PythonLiteral.FormatTime(value.Milliseconds))
        {
            NullLiteral = "0Nt",
            PythonNull = PythonLiteral.None,
            ReadAs = nameof(TimeSpan),
        }.AsItself().Into(static value => value.ToTimeSpan()).From<TimeSpan>(RayTime.FromTimeSpan);

    private static readonly ElementDescriptor<RayTimestamp> Timestamp =
        new ElementDescriptor<RayTimestamp>(
            RayType.Timestamp,
            static (text, value) => RayfallMoment.AppendTimestamp(text, value.Nanoseconds),
            static value => PythonLiteral.FormatTimestamp(value.Nanoseconds))
        {
            NullLiteral = "0Np",
            PythonNull = PythonLiteral.None,
            ReadAs = nameof(DateTime),
        }.AsItself().Into(static value => value.ToDateTime()).From<DateTime>(RayTimestamp.FromDateTime)
            .Into(static value => value.ToDateTimeOffset())
            .From<DateTimeOffset>(RayTimestamp.FromDateTimeOffset);

    /// <summary>A TimeSpan is read from one, but becomes a Time: it did before there was this type.</summary>
    private static readonly ElementDescriptor<RayTimespan> Timespan =
        new ElementDescriptor<RayTimespan>(
            RayType.Timespan,
            static (text, value) => RayfallMoment.AppendTimespan(text, value.Nanoseconds),
            static value => PythonLiteral.Format(value.Nanoseconds))
        {
            NullLiteral = "0Nn",
            PythonNull = PythonLiteral.None,
            ReadAs = nameof(RayTimespan),
        }.AsItself().Into(static value => value.ToTimeSpan());

    private static readonly ElementDescriptor<RayGuid> Guid =
        new ElementDescriptor<RayGuid>(
            RayType.Guid,
            static (text, value) => text.Append(value.ToString()),
            static value => $"UUID('{value}')")
        {
            NullLiteral = "0Ng",
            PythonName = "GUID",
            ReadAs = nameof(System.Guid),
        }.AsItself().Into(static value => value.ToGuid()).From(static (Guid value) => new RayGuid(value));

    /// <summary>It is read as a text, which no element is.</summary>
    private static readonly ElementDescriptor<RayChar> Char =
        new ElementDescriptor<RayChar>(
            RayType.Char,
            static (text, value) => text.Append([(byte)'"', value.Value, (byte)'"']),
            static value => PythonLiteral.Format(((char)value.Value).ToString()))
        {
            PythonName = "C8",
            ReadAs = nameof(String),
        };

    private static readonly ElementDescriptor[] All =
        [I64, F64, Timestamp, B8, U8, I16, I32, F32, Date, Time, Timespan, Guid, Char];

    private static readonly Dictionary<Type, ElementSource> Sources;

    static RayElements()
    {
        AddCalendar();
        Sources = All.SelectMany(static element => element.Sources).ToDictionary(static source => source.Type);
    }

    /// <summary>What is known of an element type; a null reference where there is no such type.</summary>
    public static ElementDescriptor<T>? Find<T>()
        where T : unmanaged => All.OfType<ElementDescriptor<T>>().SingleOrDefault();

    /// <summary>Names every .NET type that elements can be read as.</summary>
    public static void Visit(IReadableTypes types)
    {
        foreach (var element in All)
            element.Visit(types);
    }

    /// <summary>Makes an atom of a .NET value; a null reference where its type becomes no element.</summary>
    /// <exception cref="OverflowException">The element type does not hold the value.</exception>
    public static TResult? MakeAtom<TResult>(object value, IElementMaker<TResult> maker)
        where TResult : class =>
        Sources.TryGetValue(value.GetType(), out var source) ? source.MakeAtom(value, maker) : null;

    /// <summary>
    /// Makes a vector of a .NET sequence; a null reference where what is in it becomes no element. An array goes by
    /// its own type: the runtime takes an <c>sbyte[]</c> for a <c>byte[]</c>, and an array of an enum for one of
    /// integers.
    /// </summary>
    /// <exception cref="OverflowException">The element type does not hold a value; the message names the
    /// row.</exception>
    /// <exception cref="NotSupportedException">A value is null, and the element type has no null.</exception>
    public static TResult? MakeVector<TResult>(IEnumerable sequence, IElementMaker<TResult> maker)
        where TResult : class
    {
        if (sequence is Array)
        {
            var type = sequence.GetType().GetElementType()!;
            return Sources.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out var known)
                && known.TryMakeVector(sequence, maker, out var made) ? made : null;
        }

        foreach (var source in Sources.Values)
        {
            if (source.TryMakeVector(sequence, maker, out var vector))
                return vector;
        }

        return null;
    }

    /// <summary>The calendar types that .NET Standard does not have.</summary>
    static partial void AddCalendar();
}
