using Rayforce.Ipc;

namespace Rayforce.Server.Conversations;

/// <summary>What a conversation has agreed on.</summary>
/// <param name="IsTyped">
/// Whether frames say what they are (message types, flags, error objects), or everything is of type 0 and an error a
/// String.
/// </param>
/// <param name="PackAbove">Replies with a payload of more bytes than this are packed; null packs none.</param>
/// <param name="DefaultVersion">The wire version of replies to what names none.</param>
internal sealed record Dialect(bool IsTyped, int? PackAbove, WireVersion DefaultVersion);
