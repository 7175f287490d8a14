namespace Rayforce.TestSupport;

/// <summary>
/// The one case whose zeros are compared without their sign. Native is built with <c>-fno-signed-zeros</c>, so that what
/// it makes of -0.0 is its C compiler's choice: the published 3.0.1, which was captured, keeps it, gcc 12 gives 0.0, and
/// the published 2.1.8 and 2.11.0 read even 0.0 as -0.0.
/// </summary>
public static class CompilerZeros
{
    private const string Case = "wire3/frames/vec/f64/specials";

    /// <summary>The frame of a case, captured or given, its zeros without a sign where the compiler chose it.</summary>
    public static byte[] Settle(GoldenLine line, byte[] given)
    {
        if (line.Case != Case)
            return given;
        var settled = given.ToArray();
        // The elements are what comes last.
        for (var end = settled.Length; end >= sizeof(double); end -= sizeof(double))
        {
            var element = settled.AsSpan(end - sizeof(double), sizeof(double));
            if (BitConverter.ToDouble(element) == 0)
                element.Clear();
        }

        return settled;
    }
}
