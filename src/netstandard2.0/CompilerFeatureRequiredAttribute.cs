namespace System.Runtime.CompilerServices;

/// <summary>A compiler that does not know this feature must leave the member alone.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
