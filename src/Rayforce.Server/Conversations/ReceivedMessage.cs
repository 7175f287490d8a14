namespace Rayforce.Server;

/// <summary>A message that waits for its answer.</summary>
/// <param name="Arrival">A frame, or something unreadable.</param>
/// <param name="Content">Its payload, to be given back when it is done with.</param>
internal readonly record struct ReceivedMessage(Arrival Arrival, ReceivedContent Content);
