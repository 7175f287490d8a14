namespace Rayforce.Client;

/// <summary>A subscription's reader was too slow, and its policy is <see cref="RayBufferPolicy.Fail"/>.</summary>
public sealed class RaySubscriptionException : RayforceException
{
    internal RaySubscriptionException(string topic, int bufferSize)
        : base(
            $"More than {bufferSize} updates of '{topic}' wait for their reader. Read faster, raise BufferSize, or let " +
            "the policy drop some.",
            innerException: null)
    {
        Topic = topic;
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }
}
