using Rayforce.Ipc;

namespace Rayforce.Server.Conversations;

/// <summary>A message that waits for its evaluation.</summary>
/// <param name="Content">Its bytes, to be given back to the pool.</param>
/// <param name="IsText">Whether it came as text.</param>
internal readonly record struct ReceivedMessage(PooledBuffer Content, bool IsText);
