namespace Rayforce.Client;

/// <summary>What becomes of an update when the buffer of a subscription is full.</summary>
public enum RayBufferPolicy
{
    /// <summary>The oldest in the buffer is dropped; the next update says how many were missed.</summary>
    DropOldest,

    /// <summary>It is dropped itself; the next update says how many were missed.</summary>
    DropNewest,

    /// <summary>The subscription ends with a <see cref="RaySubscriptionException"/>.</summary>
    Fail,
}
