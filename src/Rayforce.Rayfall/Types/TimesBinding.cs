namespace Rayforce.Rayfall.Types;

/// <summary>
/// The <c>[name count]</c> of a <c>times</c> as code: a list of both behind a head that cannot be written as a name.
/// </summary>
internal static class TimesBinding
{
    private static ReadOnlySpan<byte> Head => "times bind"u8;

    /// <summary>The code of a binding.</summary>
    public static ListColumn Of(Symbols symbols, Value name, Value count) =>
        new((Value[])[Value.Name(symbols.Intern(Head)), name, count]);

    /// <summary>The name and the count of a binding; nothing where the code is none.</summary>
    public static (int Name, Value Count)? Find(Symbols symbols, Value code) =>
        code.List is { Count: 3 } list && list[0].IsName && symbols.Utf8(list[0].SymbolId).SequenceEqual(Head)
            ? (list[1].SymbolId, list[2])
            : null;
}
