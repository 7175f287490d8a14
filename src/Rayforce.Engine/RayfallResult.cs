namespace Rayforce.Rayfall;

/// <summary>What a request gave.</summary>
/// <param name="Value">The result; an evaluation error is a <see cref="RayError"/>.</param>
/// <param name="Output">What evaluation printed, empty where it printed nothing.</param>
public readonly record struct RayfallResult(RayObject Value, string Output);
