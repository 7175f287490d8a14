namespace Rayforce.Server;

/// <summary>Something that goes to a client.</summary>
/// <param name="Bytes">A message, or several.</param>
/// <param name="IsComposed">Whether the bytes are as the transport has them; otherwise it is one message.</param>
internal readonly record struct Outgoing(ReadOnlyMemory<byte> Bytes, bool IsComposed = false);
