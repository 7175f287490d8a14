namespace Rayforce.Rayfall.Types;

/// <summary>What counts as true where a condition is one value.</summary>
internal static class Truth
{
    /// <summary>
    /// False are false, nulls, the zero of every numeric type, the first day and midnight, the empty string and symbol;
    /// a zero timespan is true, as in native, and so is any vector, list, dict, table or function.
    /// </summary>
    public static bool Of(Value value)
    {
        if (value.Scalar is { } type)
        {
            if (type.IsNull(value.Bits))
                return false;
            return type.Type == RayType.Timespan || (type.IsFloat ? value.Double != 0 : value.Bits != 0);
        }

        return !value.IsNull;
    }
}
