namespace Rayforce.Client;

/// <summary>Why a connection has ended.</summary>
/// <param name="Reason">What kind of trouble.</param>
/// <param name="Why">The same in words, to go behind a colon.</param>
/// <param name="Cause">The exception that said so.</param>
internal sealed record ConnectionLoss(ConnectionErrorReason Reason, string Why, Exception? Cause = null);
