namespace Rayforce.Parity.Tests.Suite;

/// <summary>A line of native's language tests.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Source">What is evaluated, and compared.</param>
/// <param name="Beside">What it is held against; null of a line that is only evaluated, or that fails.</param>
/// <param name="IsJudged">Whether it asserts anything.</param>
internal sealed record Assertion(int Line, string Source, string? Beside, bool IsJudged)
{
    private const string Equal = " -- ";
    private const string Fails = " !- ";

    /// <summary>The lines of a file: <c>source -- source</c>, <c>source !- message</c>, or a source.</summary>
    public static IEnumerable<Assertion> Read(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\0')[0].Split('\n'))
        {
            number++;
            var source = line.TrimEnd(' ', '\t', '\r').TrimStart(' ', '\t');
            if (source.Length == 0 || source.StartsWith(";;", StringComparison.Ordinal))
                continue;
            if (Find(source, Equal) is >= 0 and var middle)
                yield return new Assertion(number, source[..middle], source[(middle + Equal.Length)..], IsJudged: true);
            else if (Find(source, Fails) is >= 0 and var end)
                yield return new Assertion(number, source[..end], null, IsJudged: true);
            else
                yield return new Assertion(number, source, null, IsJudged: false);
        }
    }

    /// <summary>Where a mark stands outside of strings; -1 where it does not.</summary>
    private static int Find(string source, string mark)
    {
        var inString = false;
        for (var i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\':
                    i++;
                    continue;
                case '"':
                    inString = !inString;
                    continue;
            }

            if (!inString && string.CompareOrdinal(source, i, mark, 0, mark.Length) == 0)
                return i;
        }

        return -1;
    }
}
