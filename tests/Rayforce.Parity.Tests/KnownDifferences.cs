using System.Text.RegularExpressions;
using Rayforce.TestSupport;

namespace Rayforce.Parity.Tests;

/// <summary>The kinds of differences that the ledger knows of.</summary>
internal static class KnownDifferences
{
    private static readonly (Regex Shape, Regex? Native, string? Instead)[] Kinds =
    [
        .. Ledger.ReadLines()
            .Where(line => line.Where == Ledger.EmbeddedEngine.Where && line.Shape is not null)
            .Select(line => (
                new Regex(line.Shape!, RegexOptions.Compiled),
                line.Native is { } native ? new Regex(native, RegexOptions.Compiled) : null,
                line.Instead)),
    ];

    /// <summary>Whether a difference is of a kind on the ledger.</summary>
    public static bool Explain(Differences.Difference difference) => Array.Exists(
        Kinds,
        kind => kind.Instead == difference.Embedded.Code && kind.Shape.IsMatch(difference.Source)
            && kind.Native?.IsMatch(Convert.ToHexStringLower(difference.Native.Bytes)) != false);
}
