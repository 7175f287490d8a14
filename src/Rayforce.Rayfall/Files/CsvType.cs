using Rayforce.Rayfall.Parsing;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>What the fields of a CSV column are, by how they look; and fields as values of a type.</summary>
internal static class CsvType
{
    private static readonly ElementType[] Guesses =
    [
        ElementTypes.F64, ElementTypes.B8, ElementTypes.Date, ElementTypes.Timestamp, ElementTypes.Time,
    ];

    /// <summary>The type of a column of which one field is not empty.</summary>
    public static ElementType Guess(ReadOnlySpan<byte> field)
    {
        // A number too large to be one is still written as one.
        if (field.TrimStart((byte)'-') is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return ElementTypes.I64;
        foreach (var type in Guesses)
        {
            if (Read(field, type) is not null && !(type == ElementTypes.F64 && field[0] == '+'))
                return type;
        }

        return ElementTypes.Symbol;
    }

    /// <summary>The type of a column with fields of two.</summary>
    public static ElementType Join(ElementType left, ElementType right)
    {
        if (left == right)
            return left;
        if (left.IsNumeric && right.IsNumeric)
            return left.IsFloat || right.IsFloat ? ElementTypes.F64 : ElementTypes.I64;
        return (left.Type, right.Type) is (RayType.Date, RayType.Timestamp) or (RayType.Timestamp, RayType.Date)
            ? ElementTypes.Timestamp
            : ElementTypes.Symbol;
    }

    /// <summary>The value of a field that is not empty, or nothing where it is none of the type.</summary>
    public static Value? Read(ReadOnlySpan<byte> field, ElementType type)
    {
        if (field.IsEmpty || field[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            return default;
        switch (type.Type)
        {
            case RayType.B8 when field.SequenceEqual("true"u8) || field.SequenceEqual("TRUE"u8) || field.SequenceEqual("1"u8):
                return Value.True;
            case RayType.B8:
                return field.SequenceEqual("false"u8) || field.SequenceEqual("FALSE"u8) || field.SequenceEqual("0"u8)
                    ? Value.False
                    : default(Value?);
            case RayType.Date:
                return ValueReader.Date(field, type);
            case RayType.Time when field.Count((byte)':') != 2:
            case RayType.Timestamp when field.Count((byte)':') < 2:
                return default;
            default:
                return ValueReader.Read(field, type);
        }
    }
}
