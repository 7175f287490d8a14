namespace Rayforce.Client;

/// <summary>A transport that can send several frames in one write.</summary>
internal interface IBatchTransport : IFrameTransport
{
    /// <summary>Sends whole frames, one after another.</summary>
    /// <param name="frames">The frames. They are the transport's until the task has completed.</param>
    ValueTask SendAllAsync(IReadOnlyList<ReadOnlyMemory<byte>> frames);
}
