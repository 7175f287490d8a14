using System.Numerics;

namespace Rayforce.Text;

/// <summary>
/// Numbers as native prints them: two decimals without trailing zeros between 0.1 and a million, otherwise three digits
/// and an exponent. Rounding is exact, halves go to the even digit as in C; .NET's own formats round halves up.
/// </summary>
internal static class RayfallFloat
{
    private const int Decimals = 2;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1075;

    public static void Append(Utf8Text text, double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            // The sign of a NaN shows, too.
            text.Append(BitConverter.DoubleToInt64Bits(value) < 0 ? "-"u8 : default);
            text.Append(double.IsNaN(value) ? "nan"u8 : "inf"u8);
            return;
        }

        if (value < 0)
            text.Append("-"u8);
        var size = Math.Abs(value);
        if (size == 0)
            text.Append("0.0"u8);
        else if (Math.Log10(size) is > 6 or < -1)
            AppendScientific(text, size);
        else
            AppendFixed(text, (int)RoundScaled(size, Decimals));
    }

    /// <summary>A 32-bit number, with the mark that core 3.0.1 prints behind it.</summary>
    public static void AppendSingle(Utf8Text text, float value)
    {
        Append(text, value);
        text.Append("e"u8);
    }

    private static void AppendFixed(Utf8Text text, int hundredths)
    {
        text.Append(hundredths / 100);
        text.Append("."u8);
        var fraction = hundredths % 100;
        if (fraction % 10 == 0)
            text.Append(fraction / 10);
        else
            text.Append(fraction, Decimals);
    }

    private static void AppendScientific(Utf8Text text, double size)
    {
        var exponent = (int)Math.Floor(Math.Log10(size));
        var digits = RoundScaled(size, Decimals - exponent);
        // The logarithm may be off by a hair, and rounding may reach the next power of ten.
        if (digits < 100)
            digits = RoundScaled(size, Decimals - --exponent);
        else if (digits >= 1000)
            digits = RoundScaled(size, Decimals - ++exponent);
        text.Append((int)digits / 100);
        text.Append("."u8);
        text.Append((int)digits % 100, Decimals);
        text.Append(exponent < 0 ? "e-"u8 : "e+"u8);
        text.Append(Math.Abs(exponent), 2);
    }

    /// <summary>The number times a power of ten, rounded to an integer.</summary>
    private static BigInteger RoundScaled(double size, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(size);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        var exponent = (int)(bits >> MantissaBits);
        if (exponent == 0)
            exponent = 1;
        else
            mantissa |= 1L << MantissaBits;

        var numerator = mantissa * (power > 0 ? BigInteger.Pow(10, power) : BigInteger.One);
        var denominator = power < 0 ? BigInteger.Pow(10, -power) : BigInteger.One;
        if (exponent > ExponentBias)
            numerator <<= exponent - ExponentBias;
        else
            denominator <<= ExponentBias - exponent;

        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var comparison = (remainder << 1).CompareTo(denominator);
        return comparison > 0 || (comparison == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
