namespace System.Runtime.CompilerServices;

/// <summary>What the compiler marks setters of <c>init</c> with.</summary>
internal static class IsExternalInit;
