namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// Somebody else has published since the request began, and it is about to do what cannot be undone: it is evaluated
/// again from its start, alone.
/// </summary>
internal sealed class StaleException : Exception;
