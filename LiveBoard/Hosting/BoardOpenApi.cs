using Grains.Interfaces.Escalation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LiveBoard.Hosting;

internal static class BoardOpenApi
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Dossier monitor",
                Version = "v1",
                Description = "Live figures, deadlines and alerts of public-service dossiers. Errors are RFC 9457 problem details with a stable type.",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(AlertId))
                schema.Type = JsonSchemaType.String;
            return Task.CompletedTask;
        });
    }
}
