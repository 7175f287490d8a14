namespace Rayforce.Server;

/// <summary>Why a conversation ends.</summary>
/// <param name="Cause">Who or what ends it.</param>
/// <param name="Reason">What goes into the log, and to the client where there is a way to tell it.</param>
internal sealed record Ending(EndingCause Cause, string Reason);
