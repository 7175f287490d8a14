namespace Rayforce.Architecture.Tests;

/// <summary>That one room knows another.</summary>
/// <param name="From">The room that knows.</param>
/// <param name="To">The room that is known.</param>
/// <param name="References">The references from type to type that make it so.</param>
internal sealed record RoomArrow(string From, string To, IReadOnlyList<string> References)
{
    public override string ToString() =>
        $"  {From} -> {To}\n{string.Join('\n', References.Select(reference => $"    {reference}"))}";
}
