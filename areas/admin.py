"""The admin's translation views of pages, with the rights that wagtail-localize does not ask for (W11, W43)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.views import convert
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView


class SubmitAreaTranslationView(SubmitPageTranslationView):
    """Starts translations of a page that one may edit: always as drafts, one page at a time."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.get_object().permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> Any:
        form = super().get_form()
        form.fields["include_subtree"].disabled = True  # in the background nobody would take the aliases down
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Take the alias down before it becomes a translation, or it would go live in the source's words (W43)."""
        aliases = Page.objects.filter(translation_key=self.object.translation_key, alias_of__isnull=False, locale__in=form.cleaned_data["locales"])
        for alias in aliases.filter(live=True):
            alias.specific.unpublish(user=self.request.user)
        response: HttpResponse = super().form_valid(form)
        return response


class UpdateAreaTranslationsView(UpdateTranslationsView):
    """Brings a changed source into its translations; publishing them takes the right to publish each."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        source = self.get_object().get_source_instance()
        if isinstance(source, Page) and not source.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        if form.cleaned_data["publish_translations"]:
            for translation in self.object.translations.filter(enabled=True):
                target = translation.get_target_instance()
                if isinstance(target, Page) and not target.permissions_for_user(self.request.user).can_publish():
                    raise PermissionDenied
        response: HttpResponse = super().form_valid(form)
        return response


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let a translation show its source's words again: it changes what the public reads, so it takes the right to publish."""
    if not get_object_or_404(Page, pk=page_id).permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    response: HttpResponse = convert.convert_to_alias(request, page_id)
    return response
