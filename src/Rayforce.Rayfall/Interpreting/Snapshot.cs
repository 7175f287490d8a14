using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The globals of an interpreter at one time, and the table in which their symbols stand. Never changes.</summary>
/// <param name="Symbols">The names of symbols; more may be added, those that are there stay.</param>
/// <param name="Values">What is bound, by the name's number.</param>
/// <param name="AreBuiltinsRebound">Whether a builtin's name is among them.</param>
/// <param name="Size">Bytes that the values take.</param>
/// <param name="CompactAt">How many bytes of symbols there may be until those that nothing uses are let go.</param>
internal sealed record Snapshot(
    SymbolTable Symbols, Dictionary<int, Value> Values, bool AreBuiltinsRebound, long Size, long CompactAt)
{
    /// <summary>With fewer bytes of symbols than this it is not worth it to look for those that nothing uses.</summary>
    public const long FewSymbols = 1 << 20;

    public static Snapshot Empty => new(new SymbolTable(WellKnown.Names), [], AreBuiltinsRebound: false, 0, FewSymbols);
}
