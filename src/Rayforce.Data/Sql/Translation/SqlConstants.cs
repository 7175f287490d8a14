namespace Rayforce.Data;

/// <summary>Arithmetic of constants: a server computes columns, and asks no constant whether it is null.</summary>
internal static class SqlConstants
{
    /// <summary>Whether a constant has a negative, which is null for a null.</summary>
    public static bool IsNegated(RayObject? operand, out RayObject? value)
    {
        value = operand switch
        {
            RayAtom<long> number => new RayAtom<long>(-number.Value),
            RayAtom<int> number => new RayAtom<int>(-number.Value),
            RayAtom<short> number => new RayAtom<short>((short)-number.Value),
            RayAtom<double> number => new RayAtom<double>(-number.Value),
            RayAtom<float> number => new RayAtom<float>(-number.Value),
            _ => null,
        };
        return operand is null || value is not null;
    }

    /// <summary>Whether two constants are numbers that make one, which is null where one is or a divisor is 0.</summary>
    public static bool IsComputed(string sign, RayObject? left, RayObject? right, out RayObject? value)
    {
        value = null;
        if (left is null || right is null)
            return true;
        if (sign == "||")
            return false;
        if (left is RayAtom<long> { Value: var whole } && right is RayAtom<long> { Value: var other } && sign != "/")
        {
            if (sign == "%" && other == 0)
                return true;
            var exact = sign switch
            {
                "+" => (Int128)whole + other,
                "-" => (Int128)whole - other,
                "*" => (Int128)whole * other,
                _ => whole % (Int128)other,
            };
            value = exact > long.MinValue && exact <= long.MaxValue ? new RayAtom<long>((long)exact) : null;
            return value is not null;
        }

        if (Number(left) is not { } dividend || Number(right) is not { } divisor)
            return false;
        var result = sign switch
        {
            "+" => dividend + divisor,
            "-" => dividend - divisor,
            "*" => dividend * divisor,
            "/" when divisor != 0 => dividend / divisor,
            "%" when divisor != 0 => dividend % divisor,
            _ => double.NaN,
        };
        value = double.IsNaN(result) ? null : new RayAtom<double>(result);
        return true;
    }

    private static double? Number(RayObject value) => value switch
    {
        RayAtom<long> number => number.Value,
        RayAtom<double> number => number.Value,
        _ => null,
    };
}
