using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The globals of an interpreter at one time, and the table in which their symbols stand. Never changes.</summary>
/// <param name="Symbols">The names of symbols; more may be added, those that are there stay.</param>
/// <param name="Values">What is bound, by the name's number.</param>
/// <param name="AreBuiltinsRebound">Whether a builtin's name is among them.</param>
/// <param name="Size">Bytes that the values take.</param>
internal sealed record Snapshot(
    SymbolTable Symbols, Dictionary<int, Value> Values, bool AreBuiltinsRebound, long Size);
