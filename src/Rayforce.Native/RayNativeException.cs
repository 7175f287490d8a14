namespace Rayforce.Native;

/// <summary>
/// The native runtime cannot be had: no library, a library that is no Rayforce, symbols that are missing, or a
/// runtime that runs already.
/// </summary>
public sealed class RayNativeException : RayforceException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public RayNativeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
