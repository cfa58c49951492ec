"""Staff log-in at addresses of our own, over allauth's views; only these of its views can be reached."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache

from common.staff import require_staff
from kaikusite.staff import views

_entrance = [
    path(pgettext_lazy("address", "log-in/"), never_cache(account.login), name="account_login"),
    path(pgettext_lazy("address", "log-out/"), never_cache(account.logout), name="account_logout"),
    path(pgettext_lazy("address", "closed/"), account.account_inactive, name="account_inactive"),
    path(pgettext_lazy("address", "join/"), account.signup, name="account_signup"),  # closed: says who invites
    path(pgettext_lazy("address", "code/"), never_cache(mfa.authenticate), name="mfa_authenticate"),
    path(pgettext_lazy("address", "code-again/"), never_cache(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(pgettext_lazy("address", "password-again/"), never_cache(account.reauthenticate), name="account_reauthenticate"),
]

_account = [
    path(pgettext_lazy("address", "account/"), never_cache(views.own_account), name="staff_account"),
    path(pgettext_lazy("address", "e-mail/"), never_cache(account.email), name="account_email"),
    path(pgettext_lazy("address", "confirm-e-mail/"), account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-e-mail/(?P<key>[-:\w]+)/$", never_cache(account.confirm_email), name="account_confirm_email"),
    path(pgettext_lazy("address", "password/"), never_cache(account.password_change), name="account_change_password"),
    path(pgettext_lazy("address", "first-password/"), never_cache(account.password_set), name="account_set_password"),
    path(pgettext_lazy("address", "new-password/"), never_cache(account.password_reset), name="account_reset_password"),
    path(pgettext_lazy("address", "new-password/sent/"), account.password_reset_done, name="account_reset_password_done"),
    path(pgettext_lazy("address", "new-password/done/"), account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(r"^key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", never_cache(account.password_reset_from_key), name="account_reset_password_from_key"),
]

_second_step = [
    path("", never_cache(mfa.index), name="mfa_index"),
    path(pgettext_lazy("address", "set-up/"), never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path(pgettext_lazy("address", "new-phone/"), never_cache(require_staff(views.replace_totp)), name="mfa_replace_totp"),
    path(pgettext_lazy("address", "remove/"), never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(pgettext_lazy("address", "codes/"), never_cache(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(pgettext_lazy("address", "codes/new/"), never_cache(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(pgettext_lazy("address", "codes/file/"), recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path(
        pgettext_lazy("address", "staff/"),
        include(
            [
                path("", never_cache(views.home), name="staff_home"),
                *_entrance,
                *_account,
                path(pgettext_lazy("address", "second-step/"), include(_second_step)),
            ]
        ),
    )
]

# Wagtail's own password doors lead to the one above (W28, W40).
doors = [
    path("admin/login/", views.to_log_in),
    re_path(r"^admin/password_reset/.*$", views.to_password_reset),
    re_path(r"^(?:[\w-]+/)?_util/login/$", views.to_log_in),
    path("admin/account/change_password/", views.to_own_account),
]
