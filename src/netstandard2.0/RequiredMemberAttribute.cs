namespace System.Runtime.CompilerServices;

/// <summary>What the compiler marks required members with, and types that have such.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class RequiredMemberAttribute : Attribute;
