namespace Rayforce.Data;

/// <summary>A column of a result: its values as the .NET types that they can be read as, without boxing.</summary>
internal sealed class ResultColumn
{
    private readonly RayTable _alone;
    private readonly Func<int, bool> _isNull;
    private object? _reader;

    public ResultColumn(string name, RayObject values)
    {
        Name = name;
        Values = values;
        Type = ColumnType.Of(values.Type);
        // Names may come twice in a result; by itself a column is found whatever it is called.
        _alone = new RayTable(new RaySymbolVector(name), new RayList(values));
        _isNull = NullsOf(values) ?? ColumnReader.Create<RayObject>(_alone, name).IsNull;
    }

    public string Name { get; }

    public RayObject Values { get; }

    public ColumnType Type { get; }

    /// <summary>Whether the value of a row is null; an empty text is the null of texts.</summary>
    public bool IsNull(int row) => _isNull(row);

    /// <summary>The value of a row.</summary>
    /// <exception cref="InvalidCastException">The column cannot be read as the type, or the value is null.</exception>
    public T Read<T>(int row)
    {
        if (_reader is not ColumnReader<T> reader)
            _reader = reader = ColumnReader.Create<T>(_alone, Name);
        return reader.Read(row);
    }

    /// <summary>The value of a row in a box.</summary>
    public object Box(int row) => IsNull(row) ? DBNull.Value : Values.Type switch
    {
        RayType.B8 => (object)Read<bool>(row),
        RayType.U8 => Read<byte>(row),
        RayType.I16 => Read<short>(row),
        RayType.I32 => Read<int>(row),
        RayType.I64 => Read<long>(row),
        RayType.F32 => Read<float>(row),
        RayType.F64 => Read<double>(row),
        RayType.Date or RayType.Timestamp => Read<DateTime>(row),
        RayType.Time or RayType.Timespan => Read<TimeSpan>(row),
        RayType.Guid => Read<Guid>(row),
        RayType.Symbol or RayType.String => Read<string>(row),
        _ => Unwrapped(Read<RayObject>(row)),
    };

    /// <summary>An element of a list: a single value as .NET has it, anything else as Rayforce has it.</summary>
    private static object Unwrapped(RayObject value) => value switch
    {
        RayAtom atom => new ResultColumn(string.Empty, atom.ToVector()).Box(row: 0),
        RaySymbol symbol => symbol.Name,
        RayString text => text.Value,
        _ => value,
    };

    /// <summary>What tells nulls without making atoms of values; null for a list.</summary>
    private static Func<int, bool>? NullsOf(RayObject values) => values switch
    {
        RayTextVector texts => row => texts.GetUtf8(row).IsEmpty,
        RayVector { HasNulls: false } => static _ => false,
        RayVector<short> numbers => numbers.IsNull,
        RayVector<int> numbers => numbers.IsNull,
        RayVector<long> numbers => numbers.IsNull,
        RayVector<float> numbers => numbers.IsNull,
        RayVector<double> numbers => numbers.IsNull,
        RayVector<RayDate> dates => dates.IsNull,
        RayVector<RayTime> times => times.IsNull,
        RayVector<RayTimestamp> moments => moments.IsNull,
        RayVector<RayTimespan> spans => spans.IsNull,
        RayVector<RayGuid> guids => guids.IsNull,
        _ => null,
    };
}
