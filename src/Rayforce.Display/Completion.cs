namespace Rayforce.Display;

/// <summary>Names that may stand in the place of what is typed.</summary>
/// <param name="Start">Where what is typed begins.</param>
/// <param name="Names">The names in their order.</param>
internal readonly record struct Completion(int Start, IReadOnlyList<string> Names);
