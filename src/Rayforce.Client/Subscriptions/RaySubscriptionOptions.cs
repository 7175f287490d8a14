namespace Rayforce.Client;

/// <summary>How a subscription buffers what comes faster than it is read.</summary>
public sealed record RaySubscriptionOptions
{
    /// <summary>How many updates wait for the reader at most. Default 1024.</summary>
    public int BufferSize { get; init => field = OptionValue.AtLeast(1, value); } = 1024;

    /// <summary>What happens when more come. Default: the oldest is dropped.</summary>
    public RayBufferPolicy Policy { get; init; }
}
