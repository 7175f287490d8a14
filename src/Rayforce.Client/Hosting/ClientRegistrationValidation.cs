using Microsoft.Extensions.Options;

namespace Rayforce.Client;

/// <summary>Reads the settings of clients when the application starts.</summary>
internal sealed class ClientRegistrationValidation : IValidateOptions<ClientRegistration>
{
    public ValidateOptionsResult Validate(string? name, ClientRegistration options)
    {
        try
        {
            options.Read?.Invoke();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"The Rayforce client '{name}': {exception.Message}");
        }
    }
}
