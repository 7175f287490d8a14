using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>The fields of one column of a CSV file, which become a column when all are there.</summary>
/// <param name="budget">The limits of the request.</param>
/// <param name="given">The type that was asked for, or nothing to go by the fields.</param>
internal sealed class CsvColumn(Budget budget, ElementType? given)
{
    private readonly TextBlockBuilder _fields = new(budget);
    private ElementType? _guess;

    public void Add(ReadOnlySpan<byte> field)
    {
        _fields.Add(field);
        if (given is not null || field.IsEmpty || _guess == ElementTypes.Symbol)
            return;
        var type = CsvType.Guess(field);
        _guess = _guess is null ? type : CsvType.Join(_guess, type);
    }

    /// <summary>The column; a field that is no value of its type is null.</summary>
    public Column ToColumn(Symbols symbols)
    {
        var fields = _fields.ToColumn();
        // Native's columns of a file without rows.
        var type = given ?? _guess ?? (fields.Count == 0 ? ElementTypes.F64 : ElementTypes.Symbol);
        return type switch
        {
            ElementType<byte> bytes => Convert(fields, bytes),
            ElementType<short> shorts => Convert(fields, shorts),
            ElementType<int> ints when type == ElementTypes.Symbol => Intern(fields, ints, symbols),
            ElementType<int> ints => Convert(fields, ints),
            ElementType<long> longs => Convert(fields, longs),
            ElementType<float> floats => Convert(fields, floats),
            ElementType<double> doubles => Convert(fields, doubles),
            ElementType<Guid> guids => Convert(fields, guids),
            _ => fields,
        };
    }

    private Column<T> Convert<T>(TextColumn fields, ElementType<T> type)
        where T : unmanaged
    {
        budget.Charge(fields.Count, type.Width);
        var elements = LargeArray.Allocate<T>(fields.Count);
        for (var i = 0; i < elements.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            elements[i] = CsvType.Read(fields.Utf8(i), type) is { } value ? type.FromValue(value) : type.Null;
        }

        return type.Wrap(elements);
    }

    private Column<int> Intern(TextColumn fields, ElementType<int> type, Symbols symbols)
    {
        budget.Charge(fields.Count, type.Width);
        var elements = LargeArray.Allocate<int>(fields.Count);
        for (var i = 0; i < elements.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            elements[i] = symbols.Intern(fields.Utf8(i));
        }

        return type.Wrap(elements, fields.HasNulls);
    }
}
