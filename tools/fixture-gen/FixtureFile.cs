namespace Rayforce.FixtureGen;

/// <summary>One file of fixtures.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Rows">Its lines.</param>
internal sealed record FixtureFile(string Name, IReadOnlyList<FixtureRow> Rows);
