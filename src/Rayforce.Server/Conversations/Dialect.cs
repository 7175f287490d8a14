namespace Rayforce.Server.Conversations;

/// <summary>What a conversation has agreed on.</summary>
/// <param name="IsTyped">
/// Whether frames say what they are (message types, flags, error objects), or everything is of type 0 and an error
/// a String.
/// </param>
/// <param name="HasMessages">Whether an error object brings its message behind it; native's TCP does not.</param>
/// <param name="PackAbove">Replies with a payload of more bytes than this are packed; null packs none.</param>
internal sealed record Dialect(bool IsTyped, bool HasMessages, int? PackAbove);
