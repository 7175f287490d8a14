using System.Text.RegularExpressions;
using Rayforce.TestSupport;

namespace Rayforce.Parity.Tests;

/// <summary>The kinds of differences that the ledger knows of.</summary>
internal static class KnownDifferences
{
    private static readonly Kind[] Kinds =
    [
        .. Ledger.ReadLines()
            .Where(line => line.Where == Ledger.EmbeddedEngine.Where && line.Shape is not null)
            .Select(line => new Kind(line)),
    ];

    /// <summary>The line of the ledger, by its case, that a difference is of the kind of; nothing where there is none.</summary>
    public static string? Explain(Differences.Difference difference) =>
        Array.Find(Kinds, kind => kind.Has(difference))?.Case;

    private sealed class Kind(Difference line)
    {
        private readonly Regex _shape = new(line.Shape!, RegexOptions.Compiled);
        private readonly Regex? _native = line.Native is { } native ? new Regex(native, RegexOptions.Compiled) : null;

        public string Case => line.Case;

        public bool Has(Differences.Difference difference) =>
            line.Instead == difference.Embedded.Code
            && _shape.IsMatch(difference.Source)
            && _native?.IsMatch(Convert.ToHexStringLower(difference.Native.Bytes)) != false
            && line.Only switch
            {
                "marks" => Likeness.ButForMarks(difference.Native.Bytes, difference.Embedded.Bytes),
                "digits" => Likeness.ButForDigits(difference.Native.Bytes, difference.Embedded.Bytes),
                _ => true,
            };
    }
}
