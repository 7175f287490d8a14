namespace Rayforce;

/// <summary>
/// A record that knows its mapping; the source generator adds it to a type with <see cref="RayRecordAttribute"/>.
/// </summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IRayRecord<TSelf>
    where TSelf : IRayRecord<TSelf>
{
    /// <summary>The mapping.</summary>
    static abstract RayRecordMap<TSelf> RayMap { get; }
}
