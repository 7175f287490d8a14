namespace Rayforce.Benchmarks;

/// <summary>Something of ours and what it is held against.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Ours">Does it so many times; how long that took.</param>
/// <param name="Beside">What stands beside it.</param>
/// <param name="Other">Does that as often.</param>
/// <param name="Mark">The ratio that ours is to stay under.</param>
internal sealed record Ratio(
    string Name, Func<int, TimeSpan> Ours, string Beside, Func<int, TimeSpan> Other, double Mark);
