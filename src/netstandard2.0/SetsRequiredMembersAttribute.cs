namespace System.Diagnostics.CodeAnalysis;

/// <summary>A constructor, that of a record's copy for example, that sets all required members.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
