namespace Rayforce.Server;

/// <summary>A message that waits for its answer.</summary>
/// <param name="Arrival">A frame, or something unreadable.</param>
/// <param name="Content">Its payload, to be given back when it is done with.</param>
/// <param name="Inquiry">What else its client wants of it, where requests have numbers.</param>
internal readonly record struct ReceivedMessage(Arrival Arrival, ReceivedContent Content, Inquiry? Inquiry = null)
{
    /// <summary>Drops it.</summary>
    public void Drop()
    {
        Content.Dispose();
        Inquiry?.Dispose();
    }
}
